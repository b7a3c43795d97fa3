match a:
    case A(b=1, c): pass
