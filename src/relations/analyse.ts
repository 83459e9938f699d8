import { counterexample } from './data/holds';
import { factsOfRows, findInRows, type FoundInRows, type RowFacts } from './data/facts-of-rows';
import { codedTable, type CodedTable } from './data/table';
import { decomposeTo4nf, decomposeTo5nf, decomposeToBcnf, lostFunctionals, synthesize, type Decomposition } from './design/decomposition';
import { factsOf, type SchemaFacts } from './design/facts';
import { foreignKeys, type ForeignKey } from './design/foreign-keys';
import { partNames } from './design/part-names';
import { partOf, type Part } from './design/part';
import { judge, type Judgement } from './design/violations';
import type { Relation } from './notation/understand';
import type { AttributeSet } from './schema/attribute-set';
import { singleRights, type Dependency, type FunctionalDependency } from './schema/dependency';
import { impliesJoin } from './schema/implication';

/** A table of a decomposition with its name and what it references. */
export interface NamedPart extends Part {
  readonly name: string;
  readonly foreignKeys: readonly ForeignKey[];
}

/** A decomposition, judged. */
export interface JudgedDecomposition extends Decomposition {
  readonly into: '3NF' | 'BCNF' | '4NF' | '5NF' | 'given';
  readonly tables: readonly NamedPart[];
  /** By the chase; null where that could not decide, or where no dependency is declared and the rows decide. */
  readonly lossless: boolean | null;
  readonly lost: readonly FunctionalDependency[];
}

/** All that follows from a relation cell without asking a database. */
export interface Analysis {
  readonly relation: Relation;
  /** The distinct rows; null where there is no data. */
  readonly table: CodedTable | null;
  /** What holds in the rows; null where there is no data. */
  readonly rows: FoundInRows | null;
  /** True when no dependency is declared and the rows stand for them. */
  readonly discovered: boolean;
  readonly facts: SchemaFacts;
  readonly judgement: Judgement;
  /** Dependencies that decompositions take into account. */
  readonly used: number;
  readonly decompositions: readonly JudgedDecomposition[];
  /** By declared dependency: what contradicts it in the rows; null where it holds. */
  readonly counterexamples: readonly (readonly [Dependency, ReturnType<typeof counterexample>])[];
}

/** Analyses a relation: keys, normal form, decompositions, and what holds in its rows. */
export function analyse(relation: Relation): Analysis {
  const table = relation.table && codedTable(relation.table);
  const rows = table && findInRows(table);
  const discovered = rows !== null && relation.dependencies.length === 0;
  const { facts, judgement, used } = discovered ? factsOfRows(rows, relation.attributes.length) : factsOfDeclared(relation);

  const judged = (into: JudgedDecomposition['into'], decomposition: Decomposition, given: readonly (string | null)[] = []): JudgedDecomposition => {
    const parts = decomposition.parts.map((attributes) => partOf(attributes, facts, judgement.normalForm));
    const names = partNames(parts, relation.name, facts.keys.sets, relation.attributes);
    const references = foreignKeys(parts);
    const declared = into === 'given' && !discovered ? singleRights(relation.dependencies.filter((dependency): dependency is FunctionalDependency => dependency.kind === 'functional')) : facts.cover.dependencies;
    return {
      ...decomposition, into,
      tables: parts.map((part, i) => ({ ...part, name: given[i] ?? names[i] ?? relation.name, foreignKeys: references[i] ?? [] })),
      lossless: discovered ? null : impliesJoin(relation.dependencies, decomposition.parts, facts.attributes),
      lost: lostFunctionals(decomposition.parts, facts, facts.all, declared),
    };
  };
  const joined = decomposeTo5nf(facts, judgement.violations);
  return {
    relation, table, rows, discovered, facts, judgement, used,
    decompositions: [
      judged('3NF', synthesize(facts)),
      judged('BCNF', decomposeToBcnf(facts)),
      judged('4NF', decomposeTo4nf(facts)),
      ...(joined ? [judged('5NF', joined)] : []),
      ...relation.decompositions.map(({ parts }) => judged('given', whole(parts.map(({ attributes }) => attributes)), parts.map(({ name }) => name))),
    ],
    counterexamples: table ? relation.dependencies.map((dependency) => [dependency, counterexample(dependency, table)] as const) : [],
  };
}

function factsOfDeclared({ dependencies, attributes }: Relation): RowFacts {
  const facts = factsOf(dependencies, attributes.length);
  return { facts, judgement: judge(facts), used: facts.functionals.length };
}

function whole(parts: readonly AttributeSet[]): Decomposition {
  return { parts, cuts: [], addedKey: null, complete: true };
}
