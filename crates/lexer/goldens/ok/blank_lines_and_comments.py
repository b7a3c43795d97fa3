

# first
   # indented comment

x = 1  # trailing
	
# last