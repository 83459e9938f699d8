import { Table } from '../../orm/sql/schema/table';
import { define, defineClass } from '../../python/native/define';
import { typeError } from '../../python/objects/exceptions';
import { PyObject, PyType, type Value } from '../../python/objects/object';
import { PyTuple } from '../../python/objects/sequences';
import { diagramOfValue, SchemaDrawing } from '../orm/schema-drawing';
import type { SchemaDiagram } from '../output';
import { behind, tablesBehind } from './orm-hosts';

/** What `er_diagram()` gives. */
class PyDrawing extends PyObject {
  constructor(readonly drawing: SchemaDrawing) {
    super(drawingType);
  }
}

const drawingType: PyType = defineClass<PyDrawing>({
  name: 'ErDiagram',
  module: 'savepoint',
  allocate: null,
  accepts: (value) => value instanceof PyDrawing,
  attributes: { mermaid: (self) => self.drawing.mermaid },
  methods: { '__repr__()': (self) => self.drawing.mermaid },
});

/** `er_diagram(Base)`, `er_diagram(User, Address)`: a diagram of mapped classes and tables. */
export const erDiagram = define('er_diagram(subject, /, *subjects)', (subject, subjects) => {
  const given = [subject ?? null, ...(subjects instanceof PyTuple ? subjects.items : [])];
  return new PyDrawing(new SchemaDrawing(given.flatMap((one) => {
    const tables = tablesBehind(one);
    if (!tables) throw typeError('er_diagram() takes mapped classes, tables, a base class or a MetaData');
    return tables;
  })));
}, 'savepoint');

/** The diagram that the value of a Python cell stands for: a drawing, a base class, a registry, a MetaData; null for anything else. */
export function diagramOf(value: Value): SchemaDiagram | null {
  if (value instanceof PyDrawing) return value.drawing.diagram;
  if (value instanceof PyType && value.dict.has('__table__')) return null;
  const isAlone = behind(value) instanceof Table;
  const tables = isAlone || (!(value instanceof PyType) && !(value instanceof PyObject)) ? null : tablesBehind(value);
  return tables && diagramOfValue(new SchemaDrawing(tables));
}
