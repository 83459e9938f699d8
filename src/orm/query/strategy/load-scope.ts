import { ArgumentError } from '../../errors';
import type { MappedEntity } from '../../map/entity';
import type { Mapper } from '../../map/mapper';
import type { Relationship } from '../../map/relationship';
import { Load } from './load';
import { LoadPath } from './load-path';
import { LoaderCriteria } from './loader-criteria';
import { OptionNode, type ColumnOption, type RelationshipOption } from './option-tree';
import type { ClauseElement } from '../../sql/clause';

/** All that the options of one statement say, by where they say it. */
export class StatementOptions {
  static readonly none = new StatementOptions([], []);
  /** What is said about all classes. */
  readonly everywhere = new OptionNode();
  readonly #roots = new Map<MappedEntity, OptionNode>();
  readonly #given: readonly object[];

  /**
   * @param roots the entities of the statement
   * @throws ArgumentError when an option is about a class that is not among them
   */
  constructor(given: readonly object[], roots: readonly MappedEntity[]) {
    this.#given = given;
    for (const root of roots) this.#roots.set(root, new OptionNode());
    for (const option of given) if (option instanceof Load) this.#take(option, roots);
  }

  #take(option: Load, roots: readonly MappedEntity[]): void {
    const { root } = option;
    if (!root) {
      option.applyTo(this.everywhere);
      return;
    }
    const meant = roots.filter((entity) => isMeant(entity, root));
    if (meant.length === 0) throw unmatched(option, root, roots);
    for (const entity of meant) option.applyTo(this.rootNode(entity));
  }

  /** With further options, which have been put in their places. */
  and(added: readonly object[]): StatementOptions {
    const others = added.filter((option) => !(option instanceof Load) || option.root === null);
    return new StatementOptions([...this.#given.filter((option) => !(option instanceof Load) || option.root === null), ...others], []);
  }

  /** What is said about an entity of the statement. */
  rootNode(entity: MappedEntity): OptionNode {
    let node = this.#roots.get(entity);
    if (!node) this.#roots.set(entity, (node = new OptionNode()));
    return node;
  }

  /** Nothing is said that objects would have to remember. */
  get isEmpty(): boolean {
    return this.#given.length === 0;
  }

  /** Conditions for a class that is read for another: of options that go on to what is loaded. */
  criteriaFor(entity: MappedEntity): readonly ClauseElement[] {
    return this.#given.flatMap((option) => (option instanceof LoaderCriteria && option.propagates ? option.criteriaFor(entity) : []));
  }
}

/** The option's class is the one of the entity, or of its hierarchy; an alias is itself alone. */
function isMeant(entity: MappedEntity, named: MappedEntity): boolean {
  if (entity === named) return true;
  if (entity.isAliased) return named.isAliased ? named.selectable === entity.selectable : false;
  return !named.isAliased && named.mapper.base === entity.mapper.base;
}

function unmatched(option: Load, root: MappedEntity, roots: readonly MappedEntity[]): ArgumentError {
  if (roots.length === 0) return new ArgumentError(`Query has only expression-based entities; attribute loader option ${option.shown} can't be applied here.`);
  const others = roots.map(({ shortName }) => shortName).join(', ');
  return new ArgumentError(
    `Mapped class ${root.shortName} referenced in option ${option.shown} does not apply to any of the root entities in this query, e.g. ${others}. Please specify the full path from one of the root entities to the target attribute. `,
  );
}

/**
 * What is said about the objects at one place of a statement, and how that place was come to. Objects keep it, so that
 * what is loaded for them later follows the options of the statement that loaded them.
 */
export class LoadScope {
  constructor(
    readonly options: StatementOptions,
    readonly node: OptionNode,
    readonly path: LoadPath,
  ) {}

  /** Where nothing was said, and nothing was come from. */
  static plain(mapper: Mapper): LoadScope {
    return new LoadScope(StatementOptions.none, new OptionNode(), LoadPath.from(mapper));
  }

  static root(options: StatementOptions, entity: MappedEntity): LoadScope {
    return new LoadScope(options, options.rootNode(entity), LoadPath.from(entity.mapper));
  }

  /** The same place with further options of the statement. */
  with(added: readonly object[], entity: MappedEntity): LoadScope {
    if (added.length === 0) return this;
    const node = this.node.copy();
    for (const option of added) if (option instanceof Load && option.root && isMeant(entity, option.root)) option.applyTo(node);
    return new LoadScope(this.options.and(added), node, this.path);
  }

  /** What objects keep; null where there is nothing to remember. */
  get origin(): LoadScope | null {
    return this.options.isEmpty ? null : this;
  }

  /** What is said about a relationship: of itself, of all of the class, of all. Null where nothing is. */
  relationship(relationship: Relationship): RelationshipOption | null {
    const own = this.node.relationships.get(relationship) ?? null;
    if (own?.strategy != null) return own;
    const fallback = this.node.relationshipDefault ?? this.options.everywhere.relationshipDefault;
    if (!fallback || !own) return own ?? fallback;
    return { ...own, strategy: fallback.strategy };
  }

  /** It is named itself, so that it is followed even in a circle. */
  isNamed(relationship: Relationship): boolean {
    return (this.node.relationships.get(relationship)?.strategy ?? null) !== null;
  }

  column(key: string): ColumnOption | null {
    return this.node.columns.get(key) ?? null;
  }

  /** What `defer('*')` and `load_only()` say about columns that are not named. */
  get columnDefault(): ColumnOption | null {
    return this.node.columnDefault ?? this.options.everywhere.columnDefault;
  }

  isUndeferred(group: string): boolean {
    return this.node.undeferredGroups.has(group) || this.options.everywhere.undeferredGroups.has(group);
  }

  /** The place that a relationship leads to. */
  below(option: RelationshipOption | null, relationship: Relationship, target: Mapper): LoadScope {
    const node = option && !isWildcard(option, this) ? deeper(option, relationship) : new OptionNode();
    return new LoadScope(this.options, node, this.path.to(target));
  }

}

function isWildcard(option: RelationshipOption, scope: LoadScope): boolean {
  return option === scope.node.relationshipDefault || option === scope.options.everywhere.relationshipDefault;
}

/** What is said below; with `recursion_depth`, the same once more. */
function deeper(option: RelationshipOption, relationship: Relationship): OptionNode {
  const { recursionDepth, node } = option;
  if (recursionDepth === null || node.relationships.has(relationship)) return node;
  const next = node.copy();
  if (recursionDepth !== 0) next.relationships.set(relationship, { ...option, recursionDepth: recursionDepth < 0 ? recursionDepth : recursionDepth - 1 });
  return next;
}
