"""The vectors of a usual statement: the mean over eleven records of `tests/quality`, by `python -m tests.quality.fit`.

Shape (2, 384) of signed bytes as in `store.semantic`, in base64. What has nothing to do with a question is about as
near to it as this. How near that is depends on the question, and a small record is no measure of it.
"""

USUAL = (
    "Cvru6xX0DxEbBBkDHenpGRby/OAPAOQcIR/09RPp5ucU5xMD7O4V8wAUEx8bHO8Q+/LnGwcQGubS390UGvsNDB0YDxrl9OIk/PAGEgftDujd"
    "7fEM4CMi3S/4FhLh6O/l6Rkb8CfhGObqDQDhHuLoEicY4+n56QXuFfbi4OP0CQ8W+xQEChMbINzu+/nkHO4RISAo8STvFt4dCBP03+0dFuji"
    "4+/i9hMb8vHpF+Mh/SHvBCgd7O/g5+Xn6g0M//8W4+PkDOITExUCAhkPDADrEfMSINvdGu37+hzlEBf9Fc3jExnz7Bjt5e/b5977FRff6esY"
    "4hLz+BT3Axfh5+bpGBst6w/8/CwbFwvs/N/z5AkR59739yDm8SQQFBkX+Pgg3+325R7tKhYAI+oP7+0XGtYIDw8PFRUS7PUVK/Mf5eHr4Pve"
    "Fxvi6w8BFujqHOD4+x/h6QUT5hvv3xXr8wUd0wwT8RLy+SYU3/QeFCQd/wMY5x8a5Qj26Nwf5NwRIAgbEPnz6BvzCQchChwLHuvmGxT2+OMO"
    "9useHyjv/xDc5eoV4xEF5uob5/gUDyQaFucO/fDqGgEWEebS4doQGfkOCRwgFRnk/OMh++wHGwnwA+/i7fEM4yIf4C/yERDl5uvp5h8g7yTn"
    "H9/uFgreHOTtEiMR6OP09wfsFPXo3+j3Eg8T+xUEBBEdK+Hv+frpHfUZIBsk8CXtF+kZBBXs3OwfGOvu2vHg9xoe5vflDe0cARfvDCUY9fLu"
    "6ebx7gwT9vMS49/qEecaFg0L+BoUCP3rHfcaHtngHvL8ABnhBRv4Gc/gEx/u6hbt6+Te5eD8EhLg5ukV3RX49AX2DRro7+XtFBwn6g8E9iQW"
    "FBDq+d3w3A0V59/y8x7l8BUQExAX+fwe3+ju4BXoJhT/JPYV9uYbF9sODRMLERMY5fsQLfsa79zl5P/oGBj17RMHGO/qFd4B+h7g3gUO6hvx"
    "2xbq+fwgzgkR7RPn7RgT6PIXEx4d+AET5xwX8Qb95OYh5toUJAId"
)
