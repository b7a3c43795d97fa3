'a' "b" '' "" 'it\'s' "a\\" r'\\' f'{x}' Fr'{y}' rF'{z!r:>{w}}'
u'z' ""
Rb'r' bR'\'' B'x'
