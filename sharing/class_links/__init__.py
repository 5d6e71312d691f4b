"""The links of a class on one page: in a list, as text, as a file, on cards. Makes no link."""
