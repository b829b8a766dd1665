from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.catalog.events import CategoryCreated
from tradepost.domain.catalog.models import Category


@dataclass(frozen=True, slots=True)
class CategoryInput:
    """A category as typed; `parent_id` may be one of the same call."""

    category_id: UUID
    name: str
    parent_id: UUID | None = None


def _made(category_id: UUID) -> Category:
    return Category.objects.get(id=category_id)


@command(once="category_id", again=_made)
def create_category(by: By, *, category_id: UUID, name: str, parent_id: UUID | None = None) -> Category:
    """One category; see create_categories. Raises Invalid, NotFound (parent)."""
    given = CategoryInput(category_id, name, parent_id)
    made: Category = create_categories(by, categories=[given])[0]
    return made


@command
def create_categories(by: By, *, categories: Sequence[CategoryInput]) -> list[Category]:
    """Many categories in as many statements as one.

    Raises Invalid naming every bad name, NotFound (parent).
    """
    if not categories:
        return []
    made = [
        Category(
            id=given.category_id, name=" ".join(given.name.split()), parent_id=given.parent_id, made_at=by.now
        )
        for given in categories
    ]
    standing = {(row.parent_id, row.name.lower()) for row in Category.objects.all()}
    parents = {row.id for row in made} | set(
        Category.objects.filter(id__in=[row.parent_id for row in made if row.parent_id]).values_list(
            "id", flat=True
        )
    )
    problems = {}
    for n, row in enumerate(made):
        path = "name" if len(made) == 1 else f"categories.{n}.name"
        if row.parent_id is not None and row.parent_id not in parents:
            raise NotFound("There is no such category to stand in.", category_id=row.parent_id)
        if not row.name:
            problems[path] = "Give a name."
        elif (row.parent_id, row.name.lower()) in standing:
            problems[path] = f"There is a category {row.name} already."
        standing.add((row.parent_id, row.name.lower()))
    if problems:
        raise Invalid(f"The category cannot be kept: {next(iter(problems.values()))}", fields=problems)
    Category.objects.bulk_create(made)
    publish(by, *(CategoryCreated(row.id) for row in made))
    return made
