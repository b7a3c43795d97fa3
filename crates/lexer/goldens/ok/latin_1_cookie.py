# coding: latin-1
é = "ü"
