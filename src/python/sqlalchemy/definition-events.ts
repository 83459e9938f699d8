import { definitionEvents, type DefinitionEvents } from '../../orm/engine/definition-events';
import { MetaData } from '../../orm/sql/schema/metadata';
import { DdlElement } from '../../orm/sql/ddl';
import { Table } from '../../orm/sql/schema/table';
import type { Connection } from '../../orm/engine/connection';
import { asText, camel } from './arguments';
import type { Binder } from './bind';
import type { EventSource } from './events';

/** Which of the things to be defined are looked for first: `CheckFirst.ALL`. */
class CheckFirst {
  constructor(readonly name: 'ALL' | 'NONE') {}
}

const names: ReadonlySet<string> = new Set(['before_create', 'after_create', 'before_drop', 'after_drop']);

/** Events of tables and of metadata: `before_create` and its kin. Definitions as text may listen, too. */
export function definitionEventSource(binder: Binder): EventSource {
  const { bridge } = binder;
  binder.class<CheckFirst>({ name: 'CheckFirst', module: 'sqlalchemy.sql.ddl', of: CheckFirst, attributes: { name: ({ name }) => name }, truth: ({ name }) => name === 'ALL', str: ({ name }) => `CheckFirst.${name}`, repr: ({ name }) => `<CheckFirst.${name}: ${name === 'ALL' ? '15' : '0'}>` });
  return {
    accepts: (target) => target instanceof Table || target instanceof MetaData,
    listen: (target, name, handler, { once }) => {
      if (!names.has(name)) return undefined;
      const event = camel(name) as keyof DefinitionEvents;
      const hub = definitionEvents(target as Table | MetaData);
      const definition: unknown = handler;
      const own: DefinitionEvents[keyof DefinitionEvents] = (subject, connection, { checkfirst, tables }) => {
        if (definition instanceof DdlElement) return definition.condition?.(subject, connection) === false ? undefined : executed(definition, subject, connection);
        const keywords = new Map(Object.entries({ checkfirst: new CheckFirst(checkfirst ? 'ALL' : 'NONE'), ...(tables ? { tables: [...tables] } : {}), _ddl_runner: null, _is_metadata_operation: tables !== undefined }).map(([key, value]) => [key, bridge.toPython(value)] as const));
        return bridge.toOrm(bridge.runtime.callNow(handler, [bridge.toPython(subject), bridge.toPython(connection)], keywords));
      };
      hub.listen(event, own, { once });
      return () => { hub.remove(event, own); };
    },
  }; // prettier-ignore
}

/** A definition as text, with the names of the table in it. */
export function executed(definition: DdlElement, subject: Table | MetaData, connection: Connection): unknown {
  const { action } = definition;
  if (action.what !== 'text') return connection.execute(definition);
  const { identifiers } = connection.dialect;
  const names = subject instanceof Table ? { table: identifiers.quote(subject.name), schema: subject.schema === null ? '' : identifiers.quote(subject.schema), fullname: identifiers.table(subject.name, subject.schema) } : {};
  const values: Readonly<Record<string, unknown>> = { ...names, ...action.context };
  return connection.execute(new DdlElement({ what: 'text', sql: action.sql.replace(/%(?:\((\w+)\)s|%)/g, (whole, name?: string) => (name === undefined ? '%' : asText(values[name] ?? whole))) }));
}
