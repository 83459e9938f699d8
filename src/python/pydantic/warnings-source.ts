import { sourceModule } from '../modules/source-module';

/** pydantic's warnings. */
export const pydanticWarningsModule = sourceModule(
  '_pydantic_warnings',
  String.raw`
class PydanticDeprecationWarning(DeprecationWarning):
    pass


class PydanticDeprecatedSince20(PydanticDeprecationWarning):
    def __init__(self, message, *args, since=(2, 0), expected_removal=(3, 0)):
        DeprecationWarning.__init__(self, message, *args)
        self.message = message.rstrip('.')
        self.since = since
        self.expected_removal = expected_removal

    def __str__(self):
        since, removal = self.since, self.expected_removal
        return (f'{self.message}. Deprecated in Pydantic V{since[0]}.{since[1]} to be removed in V{removal[0]}.{removal[1]}. '
                'See Pydantic V2 Migration Guide at https://errors.pydantic.dev/2.13/migration/')


class PydanticDeprecatedSince211(PydanticDeprecatedSince20):
    def __init__(self, message, *args):
        PydanticDeprecatedSince20.__init__(self, message, *args, since=(2, 11))


for one in (PydanticDeprecationWarning, PydanticDeprecatedSince20, PydanticDeprecatedSince211):
    one.__module__ = 'pydantic.warnings'
`,
);
