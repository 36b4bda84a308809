"""The specifications of resource types that the installed cfn-lint carries, read as data, and templates judged by them."""
