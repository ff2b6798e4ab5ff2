print("convbench")
