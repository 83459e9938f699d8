import { sourceModule } from '../source-module';

/** What `contextlib` and `typing` both need: the former is not loaded for the latter. */
export const contextManagersModule = sourceModule(
  '_context_managers',
  String.raw`
import abc
from types import GenericAlias


class AbstractContextManager(abc.ABC):
    __class_getitem__ = classmethod(GenericAlias)

    def __enter__(self):
        return self

    @abc.abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractContextManager:
            return hasattr(C, '__enter__') and hasattr(C, '__exit__') or NotImplemented
        return NotImplemented


class AbstractAsyncContextManager(abc.ABC):
    __class_getitem__ = classmethod(GenericAlias)

    async def __aenter__(self):
        return self

    @abc.abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, C):
        if cls is AbstractAsyncContextManager:
            return hasattr(C, '__aenter__') and hasattr(C, '__aexit__') or NotImplemented
        return NotImplemented


AbstractContextManager.__module__ = AbstractAsyncContextManager.__module__ = 'contextlib'
`,
);
