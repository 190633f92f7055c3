"""Tables: a caption, headed columns, and cells of text or numbers."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock, TypedTableBlockValidationError
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter

from home.blocks.texts import INLINE, ProseBlock


class CellsBlock(TypedTableBlock):
    """The cells of a table. Its caption and the headings of its columns are required."""

    text = ProseBlock(required=False, features=INLINE, label=gettext_lazy("Texte"))
    number = blocks.CharBlock(required=False, max_length=40, label=gettext_lazy("Nombre"), icon="order")

    class Meta:
        label = gettext_lazy("Tableau")

    def clean(self, table: TypedTable) -> TypedTable:
        """Refuse a table that a person who hears it could not follow."""
        cleaned = super().clean(table)
        faults = []
        if not cleaned.columns or not cleaned.row_data:
            faults.append(_("Ajoutez au moins une colonne et une ligne."))
        if not (cleaned.caption or "").strip():
            faults.append(_("Donnez un titre au tableau : il dit ce que l’on y compare."))
        if any(not (column["heading"] or "").strip() for column in cleaned.columns):
            faults.append(_("Donnez un titre à chaque colonne."))
        if faults and not self.is_deferred_validation:
            raise TypedTableBlockValidationError(non_block_errors=[ValidationError(fault) for fault in faults])
        return cleaned

    def get_translatable_segments(self, table: TypedTable) -> list[Any]:
        """Return the caption, the headings and the cells, for a translator."""
        segments: list[Any] = [StringSegmentValue("caption", table.caption or "")]
        segments += [
            StringSegmentValue(f"heading.{number}", column["heading"] or "")
            for number, column in enumerate(table.columns)
        ]
        extractor = StreamFieldSegmentExtractor(None)
        for row_number, row in enumerate(table.row_data):
            for column_number, column in enumerate(table.columns):
                cell = extractor.handle_block(column["block"], row["values"][column_number])
                segments += [segment.wrap(f"cell.{row_number}.{column_number}") for segment in cell]
        return segments

    def restore_translated_segments(self, table: TypedTable, segments: list[Any]) -> TypedTable:
        """Put what the translator wrote in its place."""
        cells: dict[tuple[int, int], list[Any]] = {}
        for segment in segments:
            kind, rest = segment.unwrap()
            if kind == "caption":
                table.caption = rest.render_text()
                continue
            number, rest = rest.unwrap()
            if kind == "heading":
                table.columns[int(number)]["heading"] = rest.render_text()
                continue
            column, rest = rest.unwrap()
            cells.setdefault((int(number), int(column)), []).append(rest)
        writer = StreamFieldSegmentsWriter(None, None, None)
        for (row_number, column_number), rest_of_cell in cells.items():
            values = table.row_data[row_number]["values"]
            block = table.columns[column_number]["block"]
            values[column_number] = writer.handle_block(block, values[column_number], rest_of_cell)
        return table


class TableBlock(blocks.StructBlock):
    """A table that scrolls inside itself where the screen is too narrow."""

    cells = CellsBlock()
    first_column_names = blocks.BooleanBlock(
        required=False, default=True, label=gettext_lazy("La première colonne nomme chaque ligne")
    )

    class Meta:
        label = gettext_lazy("Tableau")
        icon = "table"
        template = "home/blocks/table.html"
        description = gettext_lazy("Des lignes et des colonnes à comparer. Pas pour la mise en page.")
        preview_value = {
            "cells": {
                "caption": "Plafonds de ressources 2026",
                "columns": [{"type": "text", "heading": "Foyer"}, {"type": "number", "heading": "Plafond annuel"}],
                "rows": [
                    {"values": ["<p>Une personne</p>", "23 201 €"]},
                    {"values": ["<p>Deux personnes</p>", "30 984 €"]},
                ],
            },
            "first_column_names": True,
        }
