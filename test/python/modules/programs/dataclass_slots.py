from dataclasses import dataclass
@dataclass(slots=True, kw_only=True)
class Config:
    host: str
    port: int = 80
c = Config(host='h')
print(c, Config.__slots__, hasattr(c, '__dict__'))
c.port = 81
print(c.port)
c.other = 1
