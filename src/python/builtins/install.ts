import { installBytes } from './bytes';
import { installCallables } from './callable-objects';
import { installDict } from './dicts';
import { installExceptions } from './exception-objects';
import { installIterators } from './iterator-objects';
import { installList, installTuple } from './lists';
import { installNumbers } from './numbers';
import { installObjectAndType } from './object-type';
import { installSets } from './sets';
import { installStr } from './strings';
import { installTyping } from './typing-objects';

let installed = false;

/** Gives the built-in classes their methods, once: they are the same for all interpreters, and Python cannot change them. */
export function installBuiltins(): void {
  if (installed) return;
  installed = true;
  installObjectAndType();
  installNumbers();
  installStr();
  installBytes();
  installList();
  installTuple();
  installDict();
  installSets();
  installIterators();
  installExceptions();
  installCallables();
  installTyping();
}
