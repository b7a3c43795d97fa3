import _md5, _sha1, _sha256, _sha512


def show(function, *arguments, **keywords):
    try:
        print(function.__name__, arguments, keywords or "", "->", function(*arguments, **keywords).hexdigest())
    except Exception as error:
        print(function.__name__, arguments, keywords or "", "!!", type(error).__name__, error)


for function in (_md5.md5, _sha1.sha1, _sha256.sha224, _sha256.sha256, _sha512.sha384, _sha512.sha512):
    for data in (b"", b"abc", bytearray(b"abc"), memoryview(b"abc").tobytes(), b"x" * 1000, "text", 1, None):
        show(function, data)
    show(function), show(function, string=b"a"), show(function, b"a", usedforsecurity=False), show(function, b"a", b"b")
    running = function(b"one")
    copied = running.copy()
    running.update(b"two")
    print(running.digest() == function(b"onetwo").digest(), copied.hexdigest() == function(b"one").hexdigest())
    print(running.name, running.digest_size, running.block_size, type(running).__name__)
    try:
        running.update("text")
    except TypeError as error:
        print(error)
