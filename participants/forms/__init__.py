"""The shape of input, one module for each subject. Forms never write."""
