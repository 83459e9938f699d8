import type { AttributeSet } from '../schema/attribute-set';
import { Budget } from '../schema/budget';
import { candidateKeys } from '../schema/candidate-keys';
import { closureUnder, type Closure } from '../schema/closure';
import type { FunctionalDependency } from '../schema/dependency';
import { minimalCover } from '../schema/minimal-cover';
import { projectFunctional } from '../schema/projection';
import { minimalFunctionals, union, usualLimits, type SchemaFacts } from './facts';
import { freeBlocks } from './free-blocks';
import { highestForm, type NormalForm } from './normal-form';
import { violationsOfFunctionals, type Violation } from './violations';

/** The functional dependencies of a projection and what follows from them. */
export interface PartFacts {
  readonly attributes: AttributeSet;
  /** A minimal cover of the functional dependencies that hold in the projection. */
  readonly dependencies: readonly FunctionalDependency[];
  readonly closure: Closure;
  readonly keys: readonly AttributeSet[];
  /** The minimal X → A that break 2NF, 3NF or BCNF within the part. */
  readonly violations: readonly Violation[];
  /** False where a limit was reached. */
  readonly exact: boolean;
}

/** Works out the functional side of a projection. */
export function partFacts(attributes: AttributeSet, facts: SchemaFacts): PartFacts {
  const projected = projectFunctional(facts.functionals, attributes, new Budget(usualLimits.projectionSteps));
  const dependencies = minimalCover(projected.dependencies, facts.attributes).dependencies;
  const closure = closureUnder(dependencies, facts.attributes);
  const keys = candidateKeys(attributes, dependencies, closure, new Budget(usualLimits.keySteps));
  const minimal = minimalFunctionals(attributes, dependencies, closure, dependencies, usualLimits.dependencySteps);
  return {
    attributes, dependencies, closure,
    keys: keys.sets,
    violations: violationsOfFunctionals(minimal.dependencies, attributes, union(keys.sets), keys.sets, closure),
    exact: projected.complete && keys.complete && minimal.complete,
  };
}

/** A table of a decomposition, judged by the dependencies that hold within it. */
export interface Part {
  readonly attributes: AttributeSet;
  readonly dependencies: readonly FunctionalDependency[];
  readonly keys: readonly AttributeSet[];
  readonly normalForm: NormalForm;
  /** False where a limit was reached. */
  readonly exact: boolean;
}

/**
 * Judges the projection of a relation on a part.
 * @param whole the form of the relation itself, for the part that is the whole
 */
export function partOf(attributes: AttributeSet, facts: SchemaFacts, whole: NormalForm): Part {
  const { dependencies, keys, violations, exact } = partFacts(attributes, facts);
  const broken = new Set<NormalForm>(violations.map(({ form }) => form));
  if (broken.size === 0 && freeBlocks(attributes, facts) !== null) broken.add('4NF');
  return { attributes, dependencies, keys, exact, normalForm: attributes === facts.all ? whole : highestForm(broken) };
}
