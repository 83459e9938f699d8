import secrets
print(len(secrets.token_hex(8)), len(secrets.token_bytes(5)), secrets.choice([5]), isinstance(secrets.token_urlsafe(), str), 0 <= secrets.randbelow(10) < 10, secrets.randbits(8) < 256, secrets.token_hex() != secrets.token_hex(), secrets.compare_digest('a', 'a'))
secrets.randbelow(0)
