"""What turns a document of a room into a `Paper`: one file a room. Reads by queries, writes nothing."""
