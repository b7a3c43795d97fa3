a = 'plain' "mixed'quotes" u'old', u'old', b'bytes\x00"' br'\raw', r'\raw'
b = f'{x}' f"{y!r:>{width}}" f'{{literal}} {z=} {z = !s}'
c = f"{'nested'}" f'{d["key"]}' f'{"a" if b else "c"}\n' f'{ {1: 2} }' f"it's \"both\""
d = '\ud800', '\xa0', '\U0010ffff', 'é', "'''", '"""', "new\nline", ''
e = f'{x:%Y-%m-%d}' f'''{
    y}''' f'{lambda_(lambda: 1)}' f'{(lambda: 1)}' f'{x:{"a"}{b}}'
