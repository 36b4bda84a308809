"""How each dialect is read into the model. A staircase: sam > cloudformation > openapi > policy, on scope and view."""
