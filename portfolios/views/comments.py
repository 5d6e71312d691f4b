"""Comments on a post: read them on a page of their own, write, delete, bring back.

With htmx the thread is swapped in place, below its post; without script the same forms lead to the
page of the thread, and from there back to the post.
"""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from districts.acting import acting
from districts.actor import Actor
from portfolios import actions, queries
from portfolios.forms.comment import CommentForm
from portfolios.models import Comment, Post
from portfolios.policy import can_comment, can_read_comments, can_restore_comment
from portfolios.reading import comments
from portfolios.shelf import page_url
from spacesedu.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest, post: uuid.UUID) -> HttpResponse:
    """Show what was said about a post, and say more."""
    actor = acting(request)
    # What somebody typed about a post that was deleted meanwhile is not lost: the form says so.
    found = queries.post(actor, post, deleted=request.method == "POST")
    if found is None:
        raise Http404
    if not can_read_comments(actor):
        raise PermissionDenied
    if request.htmx and "closed" in request.GET:  # type: ignore[attr-defined]
        return _below_post(request, actor, found, focus="comment")
    form = CommentForm(request.POST or None, post=found)
    if not form.is_valid():
        return _thread(request, actor, found, form=form, undo=_just_deleted(request, actor))
    try:
        said = actions.add_comment(
            post_id=found.pk,
            body=form.cleaned_data["body"],
            sent_as=form.cleaned_data["sent_as"],
            by=actor,
            at=clock.now(),
        )
    except actions.CommentRefusedError as refused:
        form.add_error("body", str(refused))
        return _thread(request, actor, found, form=form)
    return _swapped(request, actor, said) or redirect(_post_url(request, found, said))


@require_POST
def delete(request: HttpRequest, comment: uuid.UUID) -> HttpResponse:
    """Take a comment away at once; what follows offers Undo."""
    actor, found = _loaded(request, comment)
    gone = actions.delete_comment(comment_id=found.pk, by=actor, at=clock.now())
    return _swapped(request, actor, found, undo=gone) or redirect(
        f"{_thread_url(found.post)}?deleted={found.pk}"
    )


@require_POST
def restore(request: HttpRequest, comment: uuid.UUID) -> HttpResponse:
    """Undo a deletion."""
    actor, found = _loaded(request, comment)
    actions.restore_comment(comment_id=found.pk, by=actor, at=clock.now())
    return _swapped(request, actor, found) or redirect(_thread_url(found.post))


def _loaded(request: HttpRequest, comment_id: uuid.UUID) -> tuple[Actor, Comment]:
    actor = acting(request)
    found = comments.comment(actor, comment_id, deleted=True)
    if found is None:
        raise Http404
    return actor, found


def _swapped(
    request: HttpRequest, actor: Actor, comment: Comment, *, undo: Comment | None = None
) -> HttpResponse | None:
    """Return the thread with a comment just touched, where htmx asks; else nothing."""
    if not request.htmx:  # type: ignore[attr-defined]
        return None
    return _below_post(request, actor, comment.post, focus=comment.pk, undo=undo)


def _below_post(
    request: HttpRequest, actor: Actor, post: Post, *, focus: object, undo: Comment | None = None
) -> HttpResponse:
    context = _context(actor, post) | {"undo": undo, "focus": focus}
    return render(request, "portfolios/_comments.html", context)


def _thread(
    request: HttpRequest,
    actor: Actor,
    post: Post,
    *,
    form: CommentForm,
    undo: Comment | None = None,
) -> HttpResponse:
    context = _context(actor, post) | {
        "actor": actor,
        "portfolio": post.portfolio,
        "undo": undo,
        "back_url": _post_url(request, post),
        "here": _came_from(request),
    }
    if context["can_comment"] or form.errors:
        context["form"] = form
    if request.htmx:  # type: ignore[attr-defined]
        # 200, errors or not: htmx puts nothing else into the page.
        return render(request, "portfolios/_comments.html", context)
    context["student"] = post.portfolio.student
    status = 422 if form.errors else 200
    return render(request, "portfolios/comments.html", context, status=status)


def _context(actor: Actor, post: Post) -> dict[str, object]:
    # Not everybody who may comment may read what was deleted.
    title = post.title if post.deleted_at is None else ""
    return {
        "post": {"pk": post.pk, "title": title},
        "thread": comments.thread(actor, post.pk),
        "can_comment": can_comment(actor, post.portfolio),
    }


def _just_deleted(request: HttpRequest, actor: Actor) -> Comment | None:
    """Return the comment just deleted, named by the address, so that Undo can be offered."""
    try:
        comment_id = uuid.UUID(request.GET.get("deleted", ""))
    except ValueError:
        return None
    found = comments.comment(actor, comment_id, deleted=True)
    if found is None or found.deleted_at is None:
        return None
    return found if can_restore_comment(actor, found) else None


def _thread_url(post: Post) -> str:
    return reverse("portfolios:comments", kwargs={"post": post.pk})


def _post_url(request: HttpRequest, post: Post, said: Comment | None = None) -> str:
    """Return the place on the page of the portfolio that somebody came from, else its first one.

    The post, or what has just been said about it.
    """
    page, came_from = page_url(post.portfolio), _came_from(request)
    place = f"comment-{said.pk}" if said else f"post-{post.pk}"
    return f"{came_from if came_from.startswith(page) else page}#{place}"


def _came_from(request: HttpRequest) -> str:
    return request.POST.get("back") or request.GET.get("back", "")
