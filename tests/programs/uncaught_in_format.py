width = "x"
print(f"{3.5:{width}}")
