"""CloudFormation templates into the model.

`read(document)` gives the stack; `Template` (template.py) holds what its resources become and joins them by reference.
"""
