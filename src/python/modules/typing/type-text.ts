import type { Flow } from '../../flow';
import { ELLIPSIS, noneType } from '../../objects/builtin-types';
import { PyFunction } from '../../objects/callables';
import { PyType, type Value } from '../../objects/object';
import { PyList } from '../../objects/sequences';
import { qualifiedName, repr } from '../../protocol/text';
import { PyClassForm, PySpecialForm, type PyTypingAlias } from './forms';

/** How a type shows within another. */
export function* typeText(value: Value): Flow<string> {
  if (value instanceof PyType) return qualifiedName(value);
  if (value === ELLIPSIS) return '...';
  if (value instanceof PyFunction) return value.name;
  if (value instanceof PyList) return `[${yield* typeTexts(value.items)}]`;
  return yield* repr(value);
}

function* typeTexts(values: readonly Value[]): Flow<string> {
  const parts: string[] = [];
  for (const value of values) parts.push(yield* typeText(value));
  return parts.join(', ');
}

/** The repr of a subscribed form: `typing.Optional[int]`. */
export function* aliasText(alias: PyTypingAlias): Flow<string> {
  const { items } = alias.args;
  const { form } = alias;
  if (form instanceof PyType) return `${qualifiedName(form)}[${yield* typeTexts(items)}]`;
  switch (form.name) {
    case 'Union': {
      if (items.length === 2 && items.includes(noneType)) {
        return `typing.Optional[${yield* typeText(items.find((item) => item !== noneType) ?? noneType)}]`;
      }
      return `typing.Union[${yield* typeTexts(items)}]`;
    }
    case 'Callable': {
      const result = items.at(-1) ?? null;
      if (items.length === 2 && items[0] === ELLIPSIS) return `typing.Callable[..., ${yield* typeText(result)}]`;
      return `typing.Callable[[${yield* typeTexts(items.slice(0, -1))}], ${yield* typeText(result)}]`;
    }
    case 'Literal': {
      const parts: string[] = [];
      for (const item of items) parts.push(yield* repr(item));
      return `typing.Literal[${parts.join(', ')}]`;
    }
    case 'Annotated': {
      const parts: string[] = [];
      for (const item of alias.metadata?.items ?? []) parts.push(yield* repr(item));
      return `typing.Annotated[${yield* typeText(alias.origin)}, ${parts.join(', ')}]`;
    }
    default:
      return `typing.${form.name}[${items.length === 0 && form instanceof PyClassForm ? '()' : yield* typeTexts(items)}]`;
  }
}

/** The name of what was subscribed. */
export function formText(form: PySpecialForm | PyClassForm): string {
  // The one form that is a class.
  return form.name === 'Annotated' ? "<class 'typing.Annotated'>" : `typing.${form.name}`;
}
