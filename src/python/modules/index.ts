import type { NativeModule } from '../runtime';
import { abcModule } from './abc/abstract-class';
import { pydanticModules } from '../pydantic/modules';
import { base64Module, binasciiModule } from './base64/module';
import { bisectModule } from './bisect';
import { collectionsAbcModule } from './collections/abc';
import { nativeCollectionsModule } from './collections/module';
import { collectionsModule } from './collections/source';
import { contextManagersModule } from './contextlib/abstract';
import { contextlibModule } from './contextlib/source';
import { nativeCopyModule } from './copy/module';
import { copyModule } from './copy/source';
import { functionMakerModule } from './dataclasses/function-maker';
import { dataclassesModule } from './dataclasses/source';
import { calendarModule } from './datetime/calendar-source';
import { datetimeModule } from './datetime/module';
import { zoneinfoModule } from './datetime/zoneinfo';
import { decimalModule } from './decimal/module';
import { framesModule } from './diagnostics/frames';
import { inspectModule } from './diagnostics/inspect';
import { loggingModule } from './diagnostics/logging';
import { tracebackModule } from './diagnostics/traceback';
import { warningsModule } from './diagnostics/warnings';
import { nativeEnumModule } from './enum/namespace';
import { enumModule } from './enum/source';
import { nativeFunctoolsModule } from './functools/module';
import { functoolsModule } from './functools/source';
import { futureModule } from './future';
import { hashlibModule } from './hashing/module';
import { heapqModule } from './heapq';
import { ioModule } from './io/streams';
import { itertoolsModule } from './itertools/module';
import { nativeJsonModule } from './json/module';
import { jsonDecoderModule, jsonEncoderModule, jsonModule } from './json/source';
import { mathModule } from './math/module';
import { fractionsModule } from './numeric/fractions';
import { numbersModule } from './numeric/numbers';
import { statisticsModule } from './numeric/statistics';
import { operatorModule } from './operator/module';
import { osModule, osPathModule } from './paths/os';
import { pathlibModule } from './paths/pathlib';
import { randomModule } from './random/module';
import { nativeReModule } from './re/module';
import { reModule } from './re/source';
import { reprlibModule } from './reprlib';
import { entropyModule, secretsModule } from './secrets';
import { sysModule } from './sys/module';
import { pprintModule } from './text/pprint';
import { stringModule } from './text/string';
import { textwrapModule } from './text/textwrap';
import { timeModule } from './time/module';
import { typesModule } from './types';
import { nativeTypingModule } from './typing/module';
import { typingExtensionsModule, typingModule } from './typing/source';
import { uuidModule } from './uuid';
import { weakrefModule } from './weakref';

/** The modules of the library, beside those of the language itself. */
export const libraryModules: readonly NativeModule[] = [
  abcModule,
  base64Module,
  binasciiModule,
  bisectModule,
  calendarModule,
  collectionsAbcModule,
  collectionsModule,
  contextManagersModule,
  contextlibModule,
  copyModule,
  dataclassesModule,
  datetimeModule,
  decimalModule,
  entropyModule,
  enumModule,
  fractionsModule,
  framesModule,
  functionMakerModule,
  functoolsModule,
  futureModule,
  hashlibModule,
  heapqModule,
  inspectModule,
  ioModule,
  itertoolsModule,
  jsonDecoderModule,
  jsonEncoderModule,
  jsonModule,
  loggingModule,
  mathModule,
  nativeCollectionsModule,
  nativeCopyModule,
  nativeEnumModule,
  nativeFunctoolsModule,
  nativeJsonModule,
  nativeReModule,
  nativeTypingModule,
  numbersModule,
  operatorModule,
  osModule,
  osPathModule,
  pathlibModule,
  pprintModule,
  randomModule,
  reModule,
  reprlibModule,
  secretsModule,
  statisticsModule,
  stringModule,
  sysModule,
  textwrapModule,
  timeModule,
  tracebackModule,
  typesModule,
  typingExtensionsModule,
  typingModule,
  uuidModule,
  warningsModule,
  weakrefModule,
  zoneinfoModule,
  ...pydanticModules,
];

/** Full names of what notes may import of it, in order; the others are parts that modules are made of. */
export const libraryNames: readonly string[] = libraryModules
  .map((module) => module.name)
  .filter((name) => !name.startsWith('_') || name === '__future__')
  .sort();
