"""The application: data on disk, addresses of data, what surrounds the pages."""
