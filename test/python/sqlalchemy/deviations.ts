/** Programs that SQLAlchemy answers in other words or ways, by group and title: the cause of each. */
export const deviations: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  asynchronous: {
    'ordinary code inside run_sync': 'objects that nobody has any longer are kept once asyncio is imported: their collections need not be read again',
  },
  classes: {
    'proxies of lists, sets and single values': 'collections that a flush must read are read in the order of their attributes, and not in that of the unit of work',
    'joined inheritance, joined again': 'a join that names the tables of a class twice is not given an alias by itself, and a self-reference to a subclass is not told from its tables',
  },
  errors: {
    'what is wrong with an attribute': 'attributes that aliases and mapped attributes do not have are told as those of any object',
    'joins of things that are none': "an attribute as the target of a join is told by its column's name",
    'mappings that cannot be': 'a list as an annotation is taken for a column, and an attribute metadata is not warned of',
    'a foreign key to nowhere': 'a foreign key without a target has the type of its annotation',
    'adding what is not mapped': 'the classes of things that are not mapped are named otherwise',
  },
  events: {
    'loading and refreshing': 'an object that nobody has any longer is forgotten later: the commit expires it before',
  },
  operators: {
    'regular expressions on SQLite': "REGEXP is a function of Python's sqlite3 module; SQLite itself has none",
  },
};
