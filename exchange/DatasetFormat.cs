namespace Vignette.Exchange;

/// <summary>The formats that data sets come and go in.</summary>
public enum DatasetFormat
{
    /// <summary>COCO's object detection: one JSON document, boxes in pixels (https://cocodataset.org/#format-data).</summary>
    Coco,

    /// <summary>A zip of <c>data.yaml</c> and one text file a picture, boxes as fractions (https://docs.ultralytics.com/datasets/detect/).</summary>
    Yolo,

    /// <summary>A zip of one XML document a picture in the layout of Pascal VOC, boxes in whole pixels.</summary>
    Voc,

    /// <summary>One row a box (RFC 4180), boxes as fractions.</summary>
    Csv,

    /// <summary>One JSON object a picture and line (https://jsonlines.org), boxes as fractions.</summary>
    JsonLines,
}
