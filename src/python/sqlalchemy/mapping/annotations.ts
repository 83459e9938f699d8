import { compile } from '../../compile/compile';
import { PyForwardRef, PySpecialForm, PyTypingAlias } from '../../modules/typing/forms';
import { dictType, frozensetType, listType, noneType, objectType, setType, typeType } from '../../objects/builtin-types';
import { PyFunction } from '../../objects/callables';
import { PyType, type Value } from '../../objects/object';
import { PyGenericAlias, PyTypeAlias, PyUnion } from '../../objects/typing';
import { PyHost } from '../../bridge/host-class';
import type { Runtime } from '../../runtime';
import { Source } from '../../syntax/source';

/** `Mapped[…]` as it stands in an annotation. */
export class MappedAnnotation {
  constructor(
    readonly inner: Value,
    /** `WriteOnlyMapped`, `DynamicMapped`: how the related objects are reached. */
    readonly kind: 'Mapped' | 'WriteOnlyMapped' | 'DynamicMapped' = 'Mapped',
  ) {}
}

/** What an annotation says of an attribute. */
export interface AttributeAnnotation {
  /** The type without `Optional`, `Annotated` and the class of a collection. */
  readonly type: Value;
  readonly nullable: boolean;
  readonly optional: boolean;
  /** What stands behind the type in `Annotated`. */
  readonly metadata: readonly Value[];
  /** `Annotated[…]` itself, and other forms of the type, the outermost first: keys of `type_annotation_map`. */
  readonly forms: readonly Value[];
  readonly collection: 'list' | 'set' | 'dict' | null;
  /** The name of a class that is not there yet. */
  readonly forward: string | null;
  /** The name that stands in quotes for the type; null where there are no quotes, or more than a name in them. */
  readonly quoted: string | null;
  readonly kind: MappedAnnotation['kind'];
}

/** The classes that stand in for names which no one has yet. */
const standIns = new WeakMap<PyType, string>();

/** Names of a note, in which any other name is that of a class to come. */
class NamesToCome extends Map<string, Value> {
  constructor(
    entries: Iterable<readonly [string, Value]>,
    private readonly builtins: ReadonlyMap<string, Value>,
  ) {
    super(entries);
  }

  override get(name: string): Value | undefined {
    const known = super.get(name) ?? this.builtins.get(name);
    if (known !== undefined || super.has(name)) return known;
    const made = new PyType(typeType, name, [objectType]);
    standIns.set(made, name);
    this.set(name, made);
    return made;
  }
}

/** Reads annotations, in the names that a class statement sees. */
export class AnnotationReader {
  readonly #names: Map<string, Value>;

  constructor(private readonly runtime: Runtime) {
    const { caller } = runtime;
    this.#names = new NamesToCome(caller ? [...caller.globals, ...caller.locals()] : [], runtime.modules.get('builtins')?.attributes ?? new Map<string, Value>());
  }

  /** The annotation as `Mapped[…]`; null where it is something else. */
  mapped(annotation: Value): MappedAnnotation | null {
    const value = typeof annotation === 'string' ? this.#evaluate(annotation) : annotation;
    const host: unknown = value instanceof PyHost ? value.host : null;
    return host instanceof MappedAnnotation ? host : null;
  }

  /** True for `ClassVar[…]`. */
  isClassVariable(annotation: Value): boolean {
    if (typeof annotation === 'string') return /^(?:typing\.|t\.)?ClassVar\b/.test(annotation);
    return annotation instanceof PyTypingAlias ? annotation.form instanceof PySpecialForm && annotation.form.name === 'ClassVar' : annotation instanceof PySpecialForm && annotation.name === 'ClassVar';
  }

  /** What is in the brackets of `Mapped[…]`. */
  read({ inner, kind }: MappedAnnotation): AttributeAnnotation {
    const forms: Value[] = [];
    const metadata: Value[] = [];
    let quoted: string | null = null;
    const open = (value: Value): Value => {
      const text = value instanceof PyForwardRef ? value.text : value;
      quoted = typeof text === 'string' && /^\s*[^\W\d]\w*\s*$/u.test(text) ? text.trim() : null;
      return this.#opened(value);
    };
    let type = open(inner);
    let optional = false;
    let collection: AttributeAnnotation['collection'] = null;
    for (;;) {
      forms.push(type);
      if (type instanceof PyTypeAlias) type = open(this.runtime.callNow(type.evaluate));
      else if (type instanceof PyTypingAlias && type.metadata !== null) {
        metadata.push(...type.metadata.items);
        type = open(type.origin);
      } else if (unionOf(type) !== null) {
        const members = unionOf(type) ?? [];
        const others = members.filter((one) => {
          const meant = this.#opened(one);
          return meant !== noneType && meant !== null;
        });
        optional ||= others.length < members.length;
        if (others.length !== 1 || others[0] === undefined) break;
        type = open(others[0]);
      } else if (collection === null && collectionOf(type) !== null) {
        collection = collectionOf(type);
        const args = (type as PyGenericAlias).args.items;
        type = open(args[args.length - 1] ?? null);
      } else break;
    }
    return { type, nullable: optional, optional, metadata, forms, collection, forward: type instanceof PyType ? (standIns.get(type) ?? null) : null, quoted, kind };
  }

  /** A text, or a forward reference, as what it means. */
  #opened(value: Value): Value {
    if (typeof value === 'string') return this.#evaluate(value);
    return value instanceof PyForwardRef ? this.#evaluate(value.text) : value;
  }

  #evaluate(text: string): Value {
    return this.runtime.callNow(new PyFunction(compile(new Source(text, '<annotation>')), this.#names, [], null, []));
  }
}

/** The members of a union; null for anything else. */
function unionOf(value: Value): readonly Value[] | null {
  if (value instanceof PyUnion) return value.args.items;
  return value instanceof PyTypingAlias && value.form instanceof PySpecialForm && value.form.name === 'Union' ? value.args.items : null;
}

/** The values of `Literal[…]`; null for anything else. */
export function literalValues(value: Value): readonly Value[] | null {
  return value instanceof PyTypingAlias && value.form instanceof PySpecialForm && value.form.name === 'Literal' ? value.args.items : null;
}

function collectionOf(value: Value): AttributeAnnotation['collection'] {
  if (!(value instanceof PyGenericAlias)) return null;
  if (value.origin === listType) return 'list';
  if (value.origin === setType || value.origin === frozensetType) return 'set';
  if (value.origin === dictType) return 'dict';
  const name = value.origin instanceof PyType ? value.origin.name : '';
  return /^(?:Sequence|Collection|Iterable|MutableSequence)$/.test(name) ? 'list' : /^(?:MutableSet|Set)$/.test(name) ? 'set' : /^(?:Mapping|MutableMapping)$/.test(name) ? 'dict' : null;
}
