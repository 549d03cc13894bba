"""What understanding and matching both learn with: wordings as vectors, and a linear model."""
