import type { NativeModule } from '../runtime';
import { adapterModule } from './adapter-source';
import { annotationsModule } from './annotations-source';
import { constrainModule } from './constrain-source';
import { constraintsModule } from './constraints-source';
import { containersModule } from './containers-source';
import { pydanticDataclassesModule } from './dataclasses-source';
import { decoratorsModule } from './decorators-source';
import { dumpModule } from './dump-source';
import { errorTextsModule } from './error-texts-source';
import { pydanticErrorsModule } from './errors-source';
import { pydanticModule, pydanticSubmodules } from './facade-source';
import { fieldsModule } from './fields-source';
import { pydanticJsonModule } from './json-source';
import { jsonSchemaModule } from './json-schema-source';
import { modelClassModule } from './model-class-source';
import { modelNodeModule } from './model-node-source';
import { modelModule } from './model-source';
import { momentsModule } from './moments-source';
import { pydanticNamesModule } from './names';
import { nodeModule } from './node-source';
import { scalarsModule } from './scalars-source';
import { settingsModule } from './settings-source';
import { temporalNodesModule } from './temporal-source';
import { pydanticTypesModule } from './types-source';
import { unionsModule } from './unions-source';
import { urlsModule } from './urls-source';
import { pydanticWarningsModule } from './warnings-source';

/** `pydantic` and `pydantic_settings`, and the parts that they are made of. */
export const pydanticModules: readonly NativeModule[] = [
  adapterModule,
  annotationsModule,
  constrainModule,
  constraintsModule,
  containersModule,
  decoratorsModule,
  dumpModule,
  errorTextsModule,
  fieldsModule,
  jsonSchemaModule,
  modelClassModule,
  modelModule,
  modelNodeModule,
  momentsModule,
  nodeModule,
  pydanticDataclassesModule,
  pydanticErrorsModule,
  pydanticJsonModule,
  pydanticModule,
  pydanticNamesModule,
  pydanticTypesModule,
  pydanticWarningsModule,
  scalarsModule,
  settingsModule,
  temporalNodesModule,
  unionsModule,
  urlsModule,
  ...pydanticSubmodules,
];
