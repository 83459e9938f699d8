/** A fenced block of a note. */
export const fence = (language: string, code: string): string => `\`\`\`${language}\n${code}\n\`\`\``;

/** A note that maps users and their addresses, and fills an SQLite database with three users of one address each. */
export interface Library {
  readonly fence: (code: string) => string;
  readonly models: string;
  readonly rows: string;
}

/** In TypeScript. */
export const inTypeScript: Library = {
  fence: (code) => fence('ts', code),
  models: fence('ts', `const User = Base.table('user_account', {
  id: int().pk(), name: str(30), fullname: str().null(),
  addresses: () => many(Address, 'user', { cascade: 'all, delete-orphan' }),
})
const Address = Base.table('address', {
  id: int().pk(), email: str().unique(), userId: int('user_id').fk('user_account.id'),
  user: () => one(User, 'addresses'),
})`),
  rows: fence('ts', `const engine = createEngine('sqlite://')
await Base.metadata.createAll(engine)
await new Session(engine).begin((session) => {
  session.addAll(['ada', 'bo', 'cy'].map((name) => new User({ name, addresses: [new Address({ email: name + '@x.org' })] })))
})`),
};

/** In Python. */
export const inPython: Library = {
  fence: (code) => fence('python', code),
  models: fence('python', `from sqlalchemy import ForeignKey, MetaData, String, create_engine, inspect, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, selectinload

class Base(DeclarativeBase):
    pass

class User(Base):
    __tablename__ = "user_account"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(30))
    fullname: Mapped[str | None]
    addresses: Mapped[list["Address"]] = relationship(back_populates="user", cascade="all, delete-orphan")

class Address(Base):
    __tablename__ = "address"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    user: Mapped[User] = relationship(back_populates="addresses")`),
  rows: fence('python', `engine = create_engine("sqlite:///library.db")
Base.metadata.create_all(engine)
with Session(engine) as filling:
    filling.add_all([User(name=name, addresses=[Address(email=name + "@x.org")]) for name in ("ada", "bo", "cy")])
    filling.commit()`),
};
