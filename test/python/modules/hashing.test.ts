import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { hexText } from '../../../src/python/modules/hashing/hex';
import { md5 } from '../../../src/python/modules/hashing/md5';
import { sha1 } from '../../../src/python/modules/hashing/sha1';
import { sha224, sha256 } from '../../../src/python/modules/hashing/sha256';
import { sha384, sha512 } from '../../../src/python/modules/hashing/sha512';

const algorithms = { md5, sha1, sha224, sha256, sha384, sha512 };

test.each(Object.entries(algorithms))('%s gives what OpenSSL gives', (name, digest) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (message) => {
      expect(hexText(digest(message))).toBe(createHash(name).update(message).digest('hex'));
    }),
    { numRuns: 60 },
  );
});
