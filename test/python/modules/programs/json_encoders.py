import json, datetime, enum, collections
class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, set):
            return sorted(o)
        if isinstance(o, datetime.date):
            return o.isoformat()
        return super().default(o)
print(json.dumps({'s': {2, 1}, 'd': datetime.date(2020, 1, 1)}, cls=Encoder), json.dumps([1j], default=str), json.dumps(collections.OrderedDict(a=1)))
class Rank(enum.IntEnum):
    ACE = 1
class Kind(str, enum.Enum):
    B = 'b'
print(json.dumps([Rank.ACE, Kind.B]), json.dumps({'k': Rank.ACE}))
json.dumps(object(), cls=Encoder)
