"""What the pages give to scripts and programs: the graph with its sentences, as data."""
