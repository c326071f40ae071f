"""Outside files to tables and findings, and tables to files; nothing here decides or stores."""
