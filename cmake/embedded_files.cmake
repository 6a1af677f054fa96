# Files that travel inside the binary: categories and error words now, the built front ends once they exist.
