# Digests that `hashlib` takes from native modules: every length around a block, all parameters, wrong arguments.
import _blake2
import _sha3

content = bytes(range(256)) * 3
SHA3 = [_sha3.sha3_224, _sha3.sha3_256, _sha3.sha3_384, _sha3.sha3_512, _sha3.shake_128, _sha3.shake_256]
for kind in SHA3:
    one = kind()
    print(one.name, one.digest_size, one.block_size, one._capacity_bits, one._rate_bits, one._suffix)
    size = (20,) if one.digest_size == 0 else ()
    total = kind()
    for length in (0, 1, 71, 72, 73, 103, 104, 105, 135, 136, 137, 143, 144, 145, 167, 168, 169, 400, 768):
        made = kind(content[:length])
        total.update(made.digest(*size))
        half = kind(content[:length // 2])
        other = half.copy()
        half.update(content[length // 2:length])
        print(length, made.hexdigest(*size), half.digest(*size) == made.digest(*size), other.hexdigest(*size)[:8])
    print(total.hexdigest(*size))
print(_sha3.shake_128(b"abc").hexdigest(500)[-40:], _sha3.shake_256(b"").digest(0))

for kind in (_blake2.blake2b, _blake2.blake2s):
    print(kind.SALT_SIZE, kind.PERSON_SIZE, kind.MAX_KEY_SIZE, kind.MAX_DIGEST_SIZE, kind.__name__, kind.__module__)
    for length in (0, 1, 63, 64, 65, 127, 128, 129, 255, 256, 257, 768):
        made = kind(content[:length])
        half = kind(content[:length // 2])
        other = half.copy()
        half.update(memoryview(content)[length // 2:length])
        print(length, made.hexdigest(), half.digest() == made.digest(), other.hexdigest()[:8])
    for options in (
        {"digest_size": 1}, {"digest_size": 20}, {"key": b"k"}, {"key": b"k" * 32}, {"salt": b"salt"}, {"person": b"person"},
        {"fanout": 0}, {"fanout": 255, "depth": 255}, {"leaf_size": 4096}, {"leaf_size": (1 << 32) - 1}, {"node_offset": 77},
        {"node_offset": (1 << 48) - 1}, {"node_depth": 255}, {"inner_size": 32}, {"last_node": True}, {"last_node": "yes"},
        {"usedforsecurity": False},
        {"digest_size": 20, "key": b"k", "salt": b"s", "person": b"p", "fanout": 2, "depth": 3, "leaf_size": 5, "node_offset": 7,
         "node_depth": 1, "inner_size": 9, "last_node": True},
    ):
        made = kind(b"abc", **options)
        print(options, made.digest_size, made.block_size, made.name, made.hexdigest())


def attempt(function, *arguments, **options):
    try:
        print(type(function(*arguments, **options)).__name__)
    except Exception as error:
        print(type(error).__name__, error)


for kind in (_blake2.blake2b, _blake2.blake2s):
    for options in (
        {"digest_size": 0}, {"digest_size": 65}, {"digest_size": "x"}, {"key": b"x" * 65}, {"key": "x"}, {"salt": b"x" * 17}, {"person": b"x" * 17},
        {"fanout": -1}, {"fanout": 256}, {"depth": 0}, {"depth": 256}, {"leaf_size": -1}, {"leaf_size": 1 << 32}, {"leaf_size": 1 << 64},
        {"leaf_size": 1.5}, {"node_offset": 1 << 64}, {"node_offset": 1 << 48}, {"node_offset": -1}, {"node_depth": 256}, {"node_depth": -1},
        {"inner_size": 65}, {"inner_size": -1}, {"nothing": 1}, {"data": b"x"},
    ):
        attempt(kind, **options)
    attempt(kind, "text")
    attempt(kind, 5)
    attempt(kind, b"", 5)
    attempt(kind().update, "text")
    attempt(kind().update)
for kind in SHA3:
    attempt(kind, "text")
    attempt(kind, b"", usedforsecurity=1)
    attempt(kind, 1, 2)
    attempt(kind, data=b"")
    attempt(kind().update, None)
for length in (-1, 1 << 29, 1 << 70, "x", 1.5):
    attempt(_sha3.shake_128().digest, length)
    attempt(_sha3.shake_128().hexdigest, length)
