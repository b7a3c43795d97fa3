match = case = _ = type = 1
match x:
    case [1, _]:
        pass
print(match)
