import {
  BigInteger, Boolean_, DateTime, Date_, Double, Float, Integer, LargeBinary, Numeric, SmallInteger, String_, Text, Time, Uuid,
} from './standard'; // prettier-ignore

/*
 * Types that are written as they are named, whatever the database. (Generic types take the name that each database has
 * for them.)
 */

export class VARCHAR extends String_ {
  override readonly visitName: string = 'VARCHAR';
  override readonly className: string = 'VARCHAR';
}

export class NVARCHAR extends String_ {
  override readonly visitName: string = 'NVARCHAR';
  override readonly className: string = 'NVARCHAR';
}

export class CHAR extends String_ {
  override readonly visitName: string = 'CHAR';
  override readonly className: string = 'CHAR';
}

export class NCHAR extends String_ {
  override readonly visitName: string = 'NCHAR';
  override readonly className: string = 'NCHAR';
}

export class TEXT extends Text {
  override readonly visitName: string = 'TEXT';
  override readonly className: string = 'TEXT';
}

export class CLOB extends Text {
  override readonly visitName: string = 'CLOB';
  override readonly className: string = 'CLOB';
}

export class INTEGER extends Integer {
  override readonly visitName: string = 'INTEGER';
  override readonly className: string = 'INTEGER';
}

export class SMALLINT extends SmallInteger {
  override readonly visitName: string = 'SMALLINT';
  override readonly className: string = 'SMALLINT';
}

export class BIGINT extends BigInteger {
  override readonly visitName: string = 'BIGINT';
  override readonly className: string = 'BIGINT';
}

export class NUMERIC extends Numeric {
  override readonly visitName: string = 'NUMERIC';
  override readonly className: string = 'NUMERIC';
}

export class DECIMAL extends Numeric {
  override readonly visitName: string = 'DECIMAL';
  override readonly className: string = 'DECIMAL';
}

export class FLOAT extends Float {
  override readonly visitName: string = 'FLOAT';
  override readonly className: string = 'FLOAT';
}

export class REAL extends Float {
  override readonly visitName: string = 'REAL';
  override readonly className: string = 'REAL';
}

export class DOUBLE extends Double {
  override readonly visitName: string = 'DOUBLE';
  override readonly className: string = 'DOUBLE';
}

export class DOUBLE_PRECISION extends Double {
  override readonly visitName: string = 'DOUBLE_PRECISION';
  override readonly className: string = 'DOUBLE_PRECISION';
}

export class BOOLEAN extends Boolean_ {
  override readonly visitName: string = 'BOOLEAN';
  override readonly className: string = 'BOOLEAN';
}

export class DATE extends Date_ {
  override readonly visitName: string = 'DATE';
  override readonly className: string = 'DATE';
}

export class TIME extends Time {
  override readonly visitName: string = 'TIME';
  override readonly className: string = 'TIME';
}

export class DATETIME extends DateTime {
  override readonly visitName: string = 'DATETIME';
  override readonly className: string = 'DATETIME';
}

export class TIMESTAMP extends DateTime {
  override readonly visitName: string = 'TIMESTAMP';
  override readonly className: string = 'TIMESTAMP';
}

export class BLOB extends LargeBinary {
  override readonly visitName: string = 'BLOB';
  override readonly className: string = 'BLOB';
}

export class BINARY extends LargeBinary {
  override readonly visitName: string = 'BINARY';
  override readonly className: string = 'BINARY';
}

export class VARBINARY extends LargeBinary {
  override readonly visitName: string = 'VARBINARY';
  override readonly className: string = 'VARBINARY';
}

export class UUID extends Uuid {
  override readonly visitName: string = 'UUID';
  override readonly className: string = 'UUID';
}
