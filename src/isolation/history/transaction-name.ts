/** A session's first transaction has its name; later ones a number as well: `T1`, `T1#2`. */
export function transactionName(session: string, number: number): string {
  return number === 1 ? session : `${session}#${number}`;
}

/** The session of a transaction. */
export function sessionOf(transaction: string): string {
  return transaction.replace(/#\d+$/, '');
}
