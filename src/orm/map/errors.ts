import { InvalidRequestError, SqlAlchemyError } from '../errors';

/** An object or a class that no mapper knows was used where a mapped one is needed. */
export class UnmappedError extends InvalidRequestError {
  override readonly name: string = 'UnmappedError';
}

export class UnmappedInstanceError extends UnmappedError {
  override readonly name = 'UnmappedInstanceError';
}

export class UnmappedClassError extends UnmappedError {
  override readonly name = 'UnmappedClassError';
}

/** Something had to be read for an object that belongs to no session. */
export class DetachedInstanceError extends SqlAlchemyError {
  override readonly name = 'DetachedInstanceError';
}

/** An UPDATE or DELETE of the unit of work matched another number of rows than it has objects. */
export class StaleDataError extends SqlAlchemyError {
  override readonly name = 'StaleDataError';
}

/** The unit of work found objects in a state that it cannot write. */
export class FlushError extends SqlAlchemyError {
  override readonly name = 'FlushError';
}

/** The row of a persistent object is gone. */
export class ObjectDeletedError extends InvalidRequestError {
  override readonly name = 'ObjectDeletedError';
}

/** Something is not as the mapping says (Python's AssertionError). */
export class MappingAssertionError extends Error {
  override readonly name = 'AssertionError';
}

/** A relationship would have to empty a primary key. */
export class DependencyRuleError extends MappingAssertionError {}

/** An attribute that the constructor does not know (Python's TypeError). */
export class UnknownKeywordError extends TypeError {
  constructor(keyword: string, className: string) {
    super(`'${keyword}' is an invalid keyword argument for ${className}`);
  }
}
