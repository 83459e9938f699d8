export { withPlainBlanks } from './blanks';
export { firstKeyword } from './command';
export { splitStatements, type StatementText } from './statements';
export { isBlankOrComment, isWord, type Dialect, type Token, type TokenKind } from './token';
export { tokens } from './tokens';
