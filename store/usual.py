"""The vectors of a usual statement: the mean over the records of `tests/quality`, from `python -m tests.quality.fit`.

Shape (2, 384) of signed bytes as in `store.semantic`, in base64. What has nothing to do with a question is about as
near to it as this. How near that is depends on the question, and a small record is no measure of it.
"""

USUAL = (
    "C/nt7BfzERAcAhgEHuvoGhby/eEOAOUcIB7z+RPo5uoV5xID7O8V9AEVESAZHe4S/vHoGwcQGubU4N4UG/kNDRsXDhrl8+El+fAGEgjsDOjb7/"
    "IL3yIf4DD4FhLi6vDm6xob8CThF+bsDQDjHePqFCYZ5Oj66AXuF/Ti4OPxCg8U+xIEChQZIdzv/fnjG+8SIiEp8SbuFt8eChP13u4aFenh5vDj"
    "9xMb8/LrFuQh/CPtBSYb7O/g5+Pn6Q0M/v4U5uTlDeUTExUBAhsPDADsEfIUINndG+35+xznEBX6FMzjEhrx7hjt5u7c59/5FRbf6ewX4BTx9R"
    "P5Axbh5+fqGxkr6xH9+y0bFwvs+9/x4woQ5t/1+SDn8iUPEhkX+fgg3+z16CDuKBUBI+oP7uwWGtcJEA4PFRQT7fYVLPMg5eDt3/rfFhri6g4C"
    "FufoHeH2+yDi6QcU5xru4Rju8gYe1AoT8BLv+CUT3fMcFSQe/QMV5R0a5Af16dsf5NsQIgccEPjy6RzxCQgiChsMH+vmGxX29+MN9useHinuAR"
    "Ha5ewV4hAF5uwa6PkVDiMbGOYO/vDrGgIWEObT4twQGPgOCRsgFBrl/OIh+ewGGwrwAu/i7vIN4iAe4jDyExHm5+rp5x8g8CLmHuDvFQrfG+Xt"
    "FCIT6OP09gXtFfTo3uf3FA4R+xMDBBEcLd/u+frpG/UZIBwl7yfsF+gbBhXs2+wdF+vt3fHh+Bse5/jnDO4dABftDCQX9fLu6eXx7AwS9vIR5+"
    "DrEugbFg0L+RsTB/7sHPYbHdjhHvH7AhniBhr3GM7fESDu6xfu7OPf5eL8EhTg5eoU2xf38AT3DRnn7+TuFBwm6hAE9SUWFRDo+d3v2w4V5t7w"
    "9R7m8BYREhAY+vse3+fu4hjpIxIAJPUW9eYbF9sODRMKERIY5fsSLvoa8Nzm5P3oFxj27RIIGO7pFt8B+R7h3wUQ6hvw3Bfr+P0hzQkR7BPl7B"
    "gS5/MVFB8d9wIR5RoY8AX95eYg5tkVJAIe"
)
