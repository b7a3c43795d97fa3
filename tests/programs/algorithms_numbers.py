def primes(n):
    s = [True] * n
    for i in range(2, int(n ** .5) + 1):
        if s[i]: s[i * i::i] = [False] * len(range(i * i, n, i))
    return [i for i in range(2, n) if s[i]]
print(primes(60), sum(primes(2000)))
def gcd(a, b):
    while b: a, b = b, a % b
    return a
print(gcd(1071, 462), [n for n in range(2, 500) if sum(d for d in range(1, n) if n % d == 0) == n])
def collatz(n):
    c = 0
    while n != 1: n = n // 2 if n % 2 == 0 else 3 * n + 1; c += 1
    return c
print(max(range(1, 300), key=collatz), collatz(27))
m = [[1, 2], [3, 4]]
mul = lambda a, b: [[sum(x * y for x, y in zip(r, c)) for c in zip(*b)] for r in a]
p = [[1, 0], [0, 1]]
for _ in range(10): p = mul(p, m)
print(p)
memo = {}
def fib(n):
    if n not in memo: memo[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
    return memo[n]
print(fib(90), [bin(n)[2:].zfill(4) for n in range(5)], [round(x ** .5, 3) for x in range(5)])
