import type { Database, EmbeddedEngine } from '../../databases/database';
import type { Flow } from '../../databases/flow';
import { createEngine } from '../../orm/engine/create-engine';
import { reflectAll } from '../../orm/engine/reflect';
import { MetaData } from '../../orm/sql/schema/metadata';
import type { SchemaDiagram } from '../output';
import { schemaDiagram } from './schema-diagram';

const addresses: Readonly<Record<EmbeddedEngine, string>> = { sqlite: 'sqlite://', postgres: 'postgresql+asyncpg://localhost/' };

/** The diagram of what is committed in a database, read on a connection of its own; null where it has no tables. */
export function* drawDatabase(database: Database): Flow<SchemaDiagram | null> {
  const engine = createEngine(addresses[database.engine], {}, { database: () => database });
  const metadata = new MetaData();
  const connection = yield* engine.connect();
  try {
    yield* reflectAll(connection, metadata);
  } finally {
    yield* connection.close();
    engine.dispose();
  }
  return schemaDiagram('database', metadata.tables.values());
}
