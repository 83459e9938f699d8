
class Base(DeclarativeBase):
    pass

class User(Base):
    __tablename__ = "user_account"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(30))
    fullname: Mapped[Optional[str]]
    addresses: Mapped[List["Address"]] = relationship(back_populates="user", order_by="Address.id")

    def __repr__(self):
        return f"User({self.name!r})"

class Address(Base):
    __tablename__ = "address"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    user_id: Mapped[Optional[int]] = mapped_column(ForeignKey("user_account.id"))
    user: Mapped[Optional["User"]] = relationship(back_populates="addresses")

    def __repr__(self):
        return f"Address({self.email!r})"

users, addresses = User.__table__, Address.__table__

def filled(*more, **options):
    """An engine with three users and four addresses in it."""
    engine = create_engine("sqlite://", **options)
    Base.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(users), [{"id": 1, "name": "ann", "fullname": "Ann Lee"}, {"id": 2, "name": "bob", "fullname": None}, {"id": 3, "name": "cid", "fullname": "Cid Ray"}])
        connection.execute(insert(addresses), [{"id": 1, "email": "ann@x", "user_id": 1}, {"id": 2, "email": "ann@y", "user_id": 1}, {"id": 3, "email": "bob@x", "user_id": 2}, {"id": 4, "email": "lost@x", "user_id": None}])
        for statement in more:
            connection.execute(statement)
    return engine
