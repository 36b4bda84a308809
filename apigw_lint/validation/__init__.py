"""Other people's judges, on request: their engines judge the same documents in processes of their own while our rules do."""
