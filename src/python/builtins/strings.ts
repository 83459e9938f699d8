import type { Flow } from '../flow';
import { addConstructor, addMembers } from '../native/define';
import { NOT_IMPLEMENTED, strType, typeOf } from '../objects/builtin-types';
import { typeError, valueError } from '../objects/exceptions';
import { PyDict } from '../objects/mappings';
import { PyBoxed, type PyType, type Value } from '../objects/object';
import { PyByteArray, PyBytes, PyList, PySlice, PyTuple } from '../objects/sequences';
import { comparePrimitives } from '../protocol/compare';
import { hashString } from '../protocol/hash';
import { iterateString } from '../protocol/iterate';
import { indexOrUndefined, stringOf, toIndex } from '../protocol/numbers';
import { comparisonNames, comparisons } from '../protocol/operator-table';
import { isPrintable, str, stringRepr } from '../protocol/text';
import { isAstral, pointAt, pointCount } from './code-points';
import { decode, encode } from './codecs';
import { formatString } from './format-spec';
import { formatPercent } from './percent-format';
import { formatFields, formatMap } from './str-format';
import { offsetOf, sliceExtent, takeSlice } from './slices';
import { isSpace, splitLines } from './split';

import { isStr, text, titleCase, upperFirst, lower, isTitle, every, range, find, searched, occurrences, affix, repeatText, checkedStrip, justify, join, replaceText, expandTabs, translate, makeTable, split, partition, type StrLike } from './string-operations';

/** Gives `str` its methods. */
export function installStr(): void {
  addMembers<StrLike>(strType, {
    accepts: isStr,
    methods: {
      ...Object.fromEntries(comparisons.map((op) => [`${comparisonNames[op]}(other, /)`, (self: StrLike, other: Value) => (isStr(other) ? (comparePrimitives(op, text(self), text(other)) as boolean) : NOT_IMPLEMENTED)])),
      '__len__()': (self) => pointCount(text(self)),
      '__iter__()': (self) => iterateString(text(self)),
      '__contains__(item, /)': (self, item) => {
        const needle = stringOf(item);
        if (needle === undefined) throw typeError(`'in <string>' requires string as left operand, not ${typeOf(item).name}`);
        return text(self).includes(needle);
      },
      '__getitem__(key, /)': function* (self, key): Flow<Value> {
        const source = text(self);
        if (key instanceof PySlice) {
          if (!isAstral(source)) {
            const extent = yield* sliceExtent(key, source.length);
            return extent.step === 1 ? source.slice(extent.start, extent.start + extent.count) : takeSlice([...source], extent).join('');
          }
          const points = [...source];
          return takeSlice(points, yield* sliceExtent(key, points.length)).join('');
        }
        return pointAt(source, yield* offsetOf(key, pointCount(source), 'string')) as string;
      },
      '__add__(other, /)': (self, other) => {
        const right = stringOf(other);
        return right === undefined ? NOT_IMPLEMENTED : text(self) + right;
      },
      '__mul__(times, /)': function* (self, times): Flow<Value> {
        const index = yield* indexOrUndefined(times);
        return index === undefined ? NOT_IMPLEMENTED : repeatText(text(self), index);
      },
      '__rmul__(times, /)': function* (self, times): Flow<Value> {
        const index = yield* indexOrUndefined(times);
        return index === undefined ? NOT_IMPLEMENTED : repeatText(text(self), index);
      },
      '__mod__(values, /)': function* (self, values): Flow<Value> {
        return yield* formatPercent(text(self), values);
      },
      '__hash__()': (self) => hashString(text(self)),
      '__repr__()': (self) => stringRepr(text(self)),
      '__str__()': (self) => text(self),
      '__format__(spec, /)': (self, spec) => (spec === '' ? text(self) : formatString(text(self), text(spec), typeOf(self).name)),
      '__getnewargs__()': (self) => new PyTuple([text(self)]),
      'capitalize()': (self) => {
        const [first = '', ...rest] = text(self);
        return upperFirst(first) + lower(rest.join(''));
      },
      'casefold()': (self) => lower(text(self)).replaceAll('ß', 'ss'),
      "center(width, fillchar=' ', /)": function* (self, width, fill): Flow<Value> {
        const wide = Number(yield* toIndex(width));
        return yield* justify((missing) => Math.floor(missing / 2) + (missing & wide & 1))(self, width, fill);
      },
      'count(sub, start?, end?, /)': function* (self, sub, start?: Value, stop?: Value): Flow<Value> {
        const source = text(self);
        const extent = yield* range(source, start, stop);
        return extent === null ? 0 : occurrences(source.slice(extent[0], extent[1]), text(searched(sub)));
      },
      "encode(encoding='utf-8', errors='strict')": (self, encoding, errors) => new PyBytes(encode(text(self), text(encoding), text(errors))),
      'endswith(suffix, start?, end?, /)': function* (self, suffix, start?: Value, stop?: Value): Flow<Value> {
        return yield* affix(self, suffix, start, stop, 'endswith');
      },
      'expandtabs(tabsize=8)': (self, size) => expandTabs(text(self), Number(size)),
      'find(sub, start?, end?, /)': function* (self, sub, start?: Value, stop?: Value): Flow<Value> {
        return yield* find(self, searched(sub), start, stop, false);
      },
      'format(*args, **kwargs)': function* (self, args, kwargs): Flow<Value> {
        return yield* formatFields(text(self), (args as PyTuple).items, kwargs as PyDict);
      },
      'format_map(mapping, /)': function* (self, mapping): Flow<Value> {
        return yield* formatMap(text(self), mapping);
      },
      'index(sub, start?, end?, /)': function* (self, sub, start?: Value, stop?: Value): Flow<Value> {
        const at = yield* find(self, searched(sub), start, stop, false);
        if (at < 0) throw valueError('substring not found');
        return at;
      },
      'isalnum()': (self) => every(text(self), /[\p{L}\p{N}]/u),
      'isalpha()': (self) => every(text(self), /\p{L}/u),
      'isascii()': (self) => !/[^\0-\x7f]/.test(text(self)),
      'isdecimal()': (self) => every(text(self), /\p{Nd}/u),
      'isdigit()': (self) => every(text(self), /[\p{Nd}²³¹⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐]/u),
      'isidentifier()': (self) => /^[\p{XID_Start}_][\p{XID_Continue}]*$/u.test(text(self)),
      'islower()': (self) => text(self) === lower(text(self)) && text(self) !== text(self).toUpperCase(),
      'isnumeric()': (self) => every(text(self), /\p{N}/u),
      'isprintable()': (self) => [...text(self)].every(isPrintable),
      'isspace()': (self) => text(self) !== '' && [...text(self)].every(isSpace),
      'istitle()': (self) => isTitle(text(self)),
      'isupper()': (self) => text(self) === text(self).toUpperCase() && text(self) !== lower(text(self)),
      'join(iterable, /)': function* (self, iterable): Flow<Value> {
        if (typeOf(iterable).lookup('__iter__') === undefined && typeOf(iterable).lookup('__getitem__') === undefined) throw typeError('can only join an iterable');
        return yield* join(text(self), iterable);
      },
      "ljust(width, fillchar=' ', /)": function* (self, width, fill): Flow<Value> {
        return yield* justify(() => 0)(self, width, fill);
      },
      'lower()': (self) => lower(text(self)),
      'lstrip(chars=None, /)': checkedStrip('lstrip', true, false),
      'partition(sep, /)': (self, separator) => partition(text(self), separator, false),
      'removeprefix(prefix, /)': (self, prefix) => (text(self).startsWith(text(searched(prefix))) ? text(self).slice(text(prefix).length) : text(self)),
      'removesuffix(suffix, /)': (self, suffix) => (text(suffix) !== '' && text(self).endsWith(text(searched(suffix))) ? text(self).slice(0, -text(suffix).length) : text(self)),
      'replace(old, new, count=-1, /)': function* (self, old, by, count): Flow<Value> {
        if (stringOf(old) === undefined) throw typeError(`replace() argument 1 must be str, not ${typeOf(old).name}`);
        if (stringOf(by) === undefined) throw typeError(`replace() argument 2 must be str, not ${typeOf(by).name}`);
        return replaceText(text(self), text(old), text(by), Number(yield* toIndex(count)));
      },
      'rfind(sub, start?, end?, /)': function* (self, sub, start?: Value, stop?: Value): Flow<Value> {
        return yield* find(self, searched(sub), start, stop, true);
      },
      'rindex(sub, start?, end?, /)': function* (self, sub, start?: Value, stop?: Value): Flow<Value> {
        const at = yield* find(self, searched(sub), start, stop, true);
        if (at < 0) throw valueError('substring not found');
        return at;
      },
      "rjust(width, fillchar=' ', /)": function* (self, width, fill): Flow<Value> {
        return yield* justify((missing) => missing)(self, width, fill);
      },
      'rpartition(sep, /)': (self, separator) => partition(text(self), separator, true),
      'rsplit(sep=None, maxsplit=-1)': function* (self, separator, limit): Flow<Value> {
        return yield* split(self, separator, limit, true);
      },
      'rstrip(chars=None, /)': checkedStrip('rstrip', false, true),
      'split(sep=None, maxsplit=-1)': function* (self, separator, limit): Flow<Value> {
        return yield* split(self, separator, limit, false);
      },
      'splitlines(keepends=False)': (self, keep) => new PyList(splitLines(text(self), keep === true || keep === 1)),
      'startswith(prefix, start?, end?, /)': function* (self, prefix, start?: Value, stop?: Value): Flow<Value> {
        return yield* affix(self, prefix, start, stop, 'startswith');
      },
      'strip(chars=None, /)': checkedStrip('strip', true, true),
      'swapcase()': (self) => [...text(self)].map((point) => (point === point.toUpperCase() ? lower(point) : point.toUpperCase())).join(''),
      'title()': (self) => titleCase(text(self)),
      'translate(table, /)': function* (self, table): Flow<Value> {
        return yield* translate(text(self), table);
      },
      'upper()': (self) => text(self).toUpperCase(),
      'zfill(width, /)': function* (self, width): Flow<Value> {
        const source = text(self);
        const missing = Number(yield* toIndex(width)) - pointCount(source);
        if (missing <= 0) return source;
        const sign = /^[+-]/.exec(source)?.[0] ?? '';
        return sign + repeatText('0', missing) + source.slice(sign.length);
      },
    },
    statics: {
      'maketrans(x, y?, z?, /)': function* (x, y?: Value, z?: Value): Flow<Value> {
        return yield* makeTable(x, y, z);
      },
    },
  });
  addConstructor(strType, "(object?, encoding?, errors?)", function* (cls, object?: Value, encoding?: Value, errors?: Value): Flow<Value> {
    const made = yield* makeString(object, encoding, errors);
    return cls === strType ? made : new PyBoxed(cls as PyType, made);
  });
}

function* makeString(object: Value | undefined, encoding: Value | undefined, errors: Value | undefined): Flow<string> {
  if (object === undefined) return '';
  if (encoding === undefined && errors === undefined) return yield* str(object);
  const data = object instanceof PyBytes || object instanceof PyByteArray ? object.data : undefined;
  if (data === undefined) throw typeError(stringOf(object) === undefined ? `decoding to str: need a bytes-like object, ${typeOf(object).name} found` : 'decoding str is not supported');
  return decode(data, encoding === undefined ? 'utf-8' : text(encoding), errors === undefined ? 'strict' : text(errors));
}
