"""Take data of others in and give ours out: tables with their dictionary, study rows."""
